"""The look of the charts in these notebooks: a font with Chinese characters, sober colours, no frame.

`use()` is called once at the top of a notebook. It takes the first font of `FONTS` that is installed. Where there is
none it says in one line what to install, and the charts have boxes in place of Chinese characters.
"""

import warnings
from contextlib import suppress

import matplotlib.pyplot as plt
from matplotlib import font_manager

# The same design goes by many names; the last one has the Chinese characters in their Japanese forms.
FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Heiti SC", "STHeiti",
    "Arial Unicode MS", "Noto Sans CJK JP",
)  # fmt: skip

BLUE, RUST, OCHRE, GREEN, GREY, INK = "#2f5d8a", "#b5533c", "#c9a227", "#5b8c5a", "#8a8f98", "#2b2f36"
PALE, GRID = "#cdd2d9", "#e9ecef"


def chinese_font() -> str:
    """The name of the first font of `FONTS` that is installed, "" where there is none."""
    manager = font_manager.fontManager
    if not any(font.name in FONTS for font in manager.ttflist):
        known = {font.fname for font in manager.ttflist}
        for path in set(font_manager.findSystemFonts()) - known:  # installed after matplotlib made its list
            with suppress(Exception):  # one that it cannot read, as it does itself
                manager.addfont(path)
    installed = {font.name for font in manager.ttflist}
    return next((name for name in FONTS if name in installed), "")


def use() -> str:
    """Sets the style for all charts that follow; returns the name of the Chinese font."""
    font = chinese_font()
    if not font:
        print("No font with Chinese characters: install fonts-noto-cjk (Debian, Ubuntu) or Noto Sans SC (free).")
        warnings.filterwarnings("ignore", message="Glyph .* missing from")  # one for each character
    plt.rcParams.update(
        {
            # What the first font lacks, such as a sign, comes from the next.
            "font.family": [font, "DejaVu Sans"] if font else ["DejaVu Sans"],
            "figure.figsize": (9, 4.8),
            "figure.dpi": 110,
            "figure.constrained_layout.use": True,
            "font.size": 10,
            "axes.titlesize": 12,
            "axes.titlelocation": "left",
            "axes.titlepad": 12,
            "axes.labelcolor": INK,
            "axes.edgecolor": GREY,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.axisbelow": True,
            "axes.grid": True,
            "grid.color": GRID,
            "text.color": INK,
            "xtick.color": INK,
            "ytick.color": INK,
            "legend.frameon": False,
        }
    )
    return font
