-- Adds to a count of the current window, or subtracts: name, amount, most, milliseconds of a window, most names.
-- Returns 1, or 0 where it would be too much, and the milliseconds until the next window; nothing where there
-- are too many names. A window is one hash, so that it's gone as a whole at its end, and has a size.
local name, amount, most, window = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local now = math.floor(microseconds() / 1000)
local left = window - now % window
local next = now + left
local key = string.format('practice-tenant-counts:%.0f:%.0f', window, next)
local count = tonumber(redis.call('HGET', key, name) or 0)
if amount > 0 and count + amount > most then return {0, left} end
if count == 0 and redis.call('HLEN', key) >= tonumber(ARGV[5]) then return {} end
redis.call('HSET', key, name, math.max(0, count + amount))
redis.call('PEXPIREAT', key, next)
return {1, left}
