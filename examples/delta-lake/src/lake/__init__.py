"""Orders from bronze to gold."""
