"""Reports to flat rows, and rows to files: JSON lines, CSV, Parquet.

`records` is for notebooks (`pandas.DataFrame(records(report))`), `write` and `table` for files, `schema` is the Arrow
schema of a table; `aligned` prints rows in a terminal.
"""

from lvliang_nlp.tables.arrow import schema
from lvliang_nlp.tables.files import replacing, table, write
from lvliang_nlp.tables.rows import KINDS, columns, records
from lvliang_nlp.tables.terminal import aligned

__all__ = ["KINDS", "aligned", "columns", "records", "replacing", "schema", "table", "write"]
