{{ config(tags=['guardrail'], meta={'domain': 'laps'}) }}
select lap_id, lap_seconds from {{ ref('fact_laps') }} where lap_seconds <= 0
