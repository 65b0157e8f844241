{# The faults a demonstration switches on. Each one hits a single environment, so the same vars may go to all builds. #}
{% macro laps_are_halved() %}
    {{ return(target.name == "stage" and var("break_data") is true) }}
{% endmacro %}

{% macro a_lap_is_negative() %}
    {{ return(target.name == "stage" and var("break_data") == "negative") }}
{% endmacro %}

{% macro points_are_negative() %}
    {{ return(target.name.startswith("prod") and var("break_prod_verification") is true) }}
{% endmacro %}
