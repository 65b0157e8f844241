-- how many breweries of each kind there are in each state, for people and for programs
CREATE TEMP TABLE breweries_by_state AS
    SELECT state, kind, count(*) AS breweries
    FROM read_parquet('${lake}/silver/breweries.parquet')
    GROUP BY state, kind
    ORDER BY state, kind;
COPY breweries_by_state TO '${lake}/gold/breweries_by_state.csv' (FORMAT csv, HEADER);
COPY breweries_by_state TO '${lake}/gold/breweries_by_state.json' (FORMAT json, ARRAY true)
