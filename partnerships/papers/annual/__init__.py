"""The report of a period: figures with the lists behind them, sections, and the frozen copy."""
