"""Russian dates, as the periods are written: 24 ноября 2026; times 9.30; in forms 09:30 or 9.30.

Without «г.»: a sentence that ends with a date would end with two full stops.
"""

DATE_FORMAT = "j E Y"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j E"
DATETIME_FORMAT = "j E Y, G.i"
SHORT_DATETIME_FORMAT = "j E Y, G.i"
TIME_FORMAT = "G.i"
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
