-- Writes a value: key, JSON, milliseconds or '', 'add' or 'set', line, most of the line, and the five limits.
-- SET comes before any other write, because Redis refuses for want of memory only what has written nothing yet.
-- Returns why not, and for 'add' what is kept.
local key, text, life, how, line = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local scope, family = scopeOf(key), familyOf(key)
local old = redis.call('GET', valueKey(key))
if how == 'add' and old then return {false, old} end
local ofFamily, inAll, bytesInAll = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local mostPassing, mostBytes = tonumber(ARGV[10]), tonumber(ARGV[11])
local oldLine = lineOf(old)
if line ~= '' or oldLine then
  text = 'line ' .. (line ~= '' and line or oldLine) .. '\n' .. text
end

if ofFamily and not life then
  local stayed = old and not redis.call('ZSCORE', orderKey(family), key)
  if not stayed then
    if redis.call('ZCOUNT', indexKey(family), '+inf', '+inf') >= ofFamily then return {'family'} end
    local count = 0
    for _, field in ipairs(redis.call('HKEYS', scopeKey(scope))) do
      count = count + redis.call('ZCOUNT', indexKey(field), '+inf', '+inf')
    end
    if count >= inAll then return {'scope'} end
  end
  local more = #text - (stayed and #old or 0)
  local bytes = tonumber(redis.call('HGET', scopeKey(scope), 'staying') or 0)
  if more > 0 and bytes + more > bytesInAll then return {'bytes'} end
end

if life then
  redis.call('SET', valueKey(key), text, 'PX', life)
else
  redis.call('SET', valueKey(key), text)
end
local now = microseconds()
local milliseconds = math.floor(now / 1000)
discount(key, old)
redis.call('HSETNX', scopeKey(scope), family, 0)
redis.call('ZADD', indexKey(family), life and milliseconds + life or '+inf', key)
if scope ~= '' and life then
  local number = redis.call('HINCRBY', scopeKey(scope), 'written', 1)
  redis.call('ZADD', orderKey(family), number * span + #text, key)
  redis.call('HINCRBY', scopeKey(scope), family, #text)
elseif scope ~= '' then
  redis.call('HINCRBY', scopeKey(scope), 'staying', #text)
end

if line ~= '' then
  if oldLine and oldLine ~= line then redis.call('ZREM', lineKey(oldLine), key) end
  redis.call('ZADD', lineKey(line), now, key)
  if not life then
    redis.call('PERSIST', lineKey(line))
  elseif redis.call('ZCARD', lineKey(line)) == 1 or redis.call('PTTL', lineKey(line)) > 0 then
    redis.call('PEXPIRE', lineKey(line), math.max(life, redis.call('PTTL', lineKey(line))))
  end
  local tooMany = redis.call('ZCARD', lineKey(line)) - tonumber(ARGV[6])
  if tooMany > 0 then
    for _, used in ipairs(redis.call('ZRANGE', lineKey(line), 0, tooMany - 1)) do
      forget(used)
      redis.call('ZREM', lineKey(line), used)
    end
  end
end

for _, lapsed in ipairs(redis.call('ZRANGEBYSCORE', indexKey(family), '-inf', milliseconds, 'LIMIT', 0, 100)) do
  forget(lapsed)
end
if mostPassing and life then
  while redis.call('ZCARD', orderKey(family)) > mostPassing
    or tonumber(redis.call('HGET', scopeKey(scope), family)) > mostBytes do
    local oldest = redis.call('ZRANGE', orderKey(family), 0, 0)[1]
    if oldest == nil or oldest == key then break end
    forget(oldest)
  end
end
return {false, how == 'add' and text or nil}
