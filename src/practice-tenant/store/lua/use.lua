-- Moves a key to the end of its line: line, key.
redis.call('ZADD', lineKey(ARGV[1]), 'XX', microseconds(), ARGV[2])
