-- Takes from comments older than half a year what only served against abuse: the part of the
-- sender's address, and any e-mail address. Once a month: sqlite3 comments.db <forget-addresses.sql
UPDATE comments
   SET remote_addr = '0.0.0.0', email = NULL, voters = zeroblob(256)
 WHERE created < strftime('%s', 'now', '-6 months');
