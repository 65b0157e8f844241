-- one row for each brewery, with tidy columns
COPY (
    SELECT id, trim(name) AS name, lower(type) AS kind, state
    FROM read_json_auto('${lake}/bronze/breweries.json')
    WHERE id IS NOT NULL
) TO '${lake}/silver/breweries.parquet' (FORMAT parquet)
