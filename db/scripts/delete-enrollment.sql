-- Takes one person's second factor away, on every gate within a second. They set up a new one at their next login.
--   npm run psql -- -v username=jdoe -f db/scripts/delete-enrollment.sql
DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT"
WHERE "USER_KEY" = (
  SELECT "user_key" FROM "app_user" WHERE "lower_user_name" = LOWER(:'username')
);
