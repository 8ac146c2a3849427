-- The recovery code of one person, to be typed into the page "Use your recovery code".
--   npm run psql -- -v username=jdoe -f db/scripts/lookup-recovery-code.sql
SELECT totp."RECOVERY_CODE", au.lower_user_name, totp."USER_KEY"
FROM "AO_ED669C_TOTP_USER_ENROLLMENT" totp
JOIN app_user au ON au.user_key = totp."USER_KEY"
WHERE "USER_KEY" = (
  SELECT user_key FROM app_user WHERE lower_user_name = LOWER(:'username')
);
