-- Removes keys.
for _, key in ipairs(ARGV) do forget(key) end
