-- Adds entries to the index that an earlier version wrote without one.
local now = math.floor(microseconds() / 1000)
for _, key in ipairs(ARGV) do
  local life = redis.call('PTTL', valueKey(key))
  if life ~= -2 then
    redis.call('HSETNX', scopeKey(scopeOf(key)), familyOf(key), 0)
    redis.call('ZADD', indexKey(familyOf(key)), life == -1 and '+inf' or now + life, key)
  end
end
