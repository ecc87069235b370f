"""Files for coordinators: tables as XLSX, CSV and JSON, each with its row count and hash."""
