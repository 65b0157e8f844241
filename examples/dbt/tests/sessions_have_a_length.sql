{{ config(tags=['guardrail'], meta={'domain': 'sessions'}) }}
select session_id from {{ ref('dim_sessions') }} where total_laps < 1
