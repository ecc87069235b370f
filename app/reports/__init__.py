"""Files for others: tables as XLSX, CSV, JSON and Parquet, each with a signed manifest."""
