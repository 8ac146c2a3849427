-- People whom the gate has asked to set up a second factor and who have not done so yet.
--   npm run psql -- -f db/scripts/who-is-not-enrolled.sql
SELECT au.lower_user_name, au.user_key
FROM app_user au
WHERE NOT EXISTS (
  SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" e WHERE e."USER_KEY" = au.user_key
)
ORDER BY au.lower_user_name;
