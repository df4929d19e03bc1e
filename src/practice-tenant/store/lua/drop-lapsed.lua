-- Removes those keys from the index that have expired.
for _, key in ipairs(ARGV) do
  if redis.call('EXISTS', valueKey(key)) == 0 then forget(key) end
end
