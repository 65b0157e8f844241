{# Post-hook of every seed: notes when the table was loaded, which is what `dbt source freshness` reads. #}
{% macro record_load(relation) -%}
    insert into bronze_raw.loads
    select '{{ relation.identifier }}', count(*), current_timestamp
    from {{ relation }}
{%- endmacro %}

{# Makes the sources look old: dbt run-operation age_loads --args '{hours: 48}' #}
{% macro age_loads(hours) -%}
    {% do run_query("update bronze_raw.loads set loaded_at = loaded_at - interval '" ~ hours ~ " hours'") %}
{%- endmacro %}
