"""Rows as Arrow tables, for Parquet, pandas and polars: one schema a table, with a version in its metadata."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from lvliang_nlp.errors import WriteError, needs
from lvliang_nlp.tables.rows import columns

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "1"  # of the schemas: raised when a column changes its name or its type
_WHOLE, _PLACES = 26, 12  # digits of a number before and behind the point


def schema(what: str = "targets") -> "pa.Schema":
    """The Arrow schema of `records(report, what)`; docs/tables.md describes its columns.

    Text is string, offsets and years int64, numbers decimal128(38, 12), days date32, yes and no bool. The metadata
    holds `lvliang_nlp.schema` (the version) and `lvliang_nlp.table` (`what`). Raises `MissingExtraError` without
    pyarrow and `InputError` for an unknown `what`.

    >>> schema("targets").field("deadline").type
    DataType(date32[day])
    """
    return schema_of(columns(what)).with_metadata({"lvliang_nlp.schema": VERSION, "lvliang_nlp.table": what})


def schema_of(fields: Mapping[str, type]) -> "pa.Schema":
    """The Arrow schema of columns of these types."""
    with needs("pyarrow", "arrow", "Arrow tables and .parquet"):
        import pyarrow as pa
    kinds = {
        **{str: pa.string(), int: pa.int64(), bool: pa.bool_(), date: pa.date32()},
        Decimal: pa.decimal128(_WHOLE + _PLACES, _PLACES),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in fields.items()])


def table_of(rows: Iterable[Mapping[str, Any]], wanted: "pa.Schema") -> "pa.Table":
    """Rows as a table of a schema; a number with more than 12 places (a third) is rounded there.

    Raises `WriteError` for a number with more than 26 digits before the point.
    """
    import pyarrow as pa

    fitting = [{name: _fit(value) for name, value in row.items()} for row in rows]
    return pa.Table.from_pylist(fitting, schema=wanted)


def _fit(value: Any) -> Any:
    """A Decimal cut to what a column holds; anything else as it is."""
    if not isinstance(value, Decimal):
        return value
    try:
        return value.quantize(Decimal(1).scaleb(-_PLACES), context=Context(prec=_WHOLE + _PLACES))
    except InvalidOperation:
        raise WriteError(
            f"{value:.3E} has more than {_WHOLE} digits before the point, too many for .parquet: "
            "write .jsonl or .csv, which keep every digit"
        ) from None
