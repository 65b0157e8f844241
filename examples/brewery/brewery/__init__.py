"""What the DAG of the breweries is made of."""
