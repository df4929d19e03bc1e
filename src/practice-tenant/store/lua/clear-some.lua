-- Removes a part of a scope: scope, how many entries. Returns 1 while there is more.
local scope, left = ARGV[1], tonumber(ARGV[2])
for _, family in ipairs(redis.call('HKEYS', scopeKey(scope))) do
  for _, key in ipairs(redis.call('ZRANGE', indexKey(family), 0, left - 1)) do
    local line = forget(key)
    -- The names of lapsed keys may still be in it.
    if line then redis.call('DEL', lineKey(line)) end
    left = left - 1
  end
  if left <= 0 then return 1 end
end
redis.call('DEL', scopeKey(scope))
return 0
