-- Everybody who has a second factor: since when, when it was last used, and whether it is locked.
--   npm run psql -- -f db/scripts/who-is-enrolled.sql
SELECT au.lower_user_name,
       e."USER_KEY",
       e."CREATED_AT"                                        AS enrolled_at_utc,
       t.last_used_at,
       CASE WHEN a.failures_in_a_row >= 100 THEN 'until an administrator helps'
            WHEN a.locked_until > now() THEN 'until ' || to_char(a.locked_until, 'HH24:MI:SS') END AS locked
FROM "AO_ED669C_TOTP_USER_ENROLLMENT" e
LEFT JOIN app_user au ON au.user_key = e."USER_KEY"
LEFT JOIN totp_authenticator t ON t.user_key = e."USER_KEY"
LEFT JOIN second_factor_attempts a ON a.user_key = e."USER_KEY"
ORDER BY au.lower_user_name;
