"""French dates, as the periods are written: 24 novembre 2026; times 9 h 30; in forms 09:30, 9h30 or 9 h 30."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
DATETIME_FORMAT = r"j F Y, G \h i"
SHORT_DATETIME_FORMAT = r"d/m/Y, G \h i"
TIME_FORMAT = r"G \h i"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H h", "%H.%M", "%H:%M:%S"]
