"""German dates by DIN 5008, as the periods are written: 24. November 2026; times 09:30; in forms 09:30 or 9.30."""

DATE_FORMAT = "j. F Y"
MONTH_DAY_FORMAT = "j. F"
DATETIME_FORMAT = r"j. F Y, H:i \U\h\r"
SHORT_DATETIME_FORMAT = r"d.m.Y, H:i \U\h\r"
TIME_FORMAT = "H:i"
CLOCK_FORMAT = r"H:i \U\h\r"  # beside a day
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H:%M Uhr", "%H.%M Uhr", "%H Uhr"]
