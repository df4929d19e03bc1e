-- What all scripts share. Each is sent with this before it.
--
-- Redis keeps, all names after practice-tenant:
--   :<key>            the value as JSON; if it's in a line, "line <name>" and a line break come before it
--   -index:<family>   the keys of the family by when they expire, so that a list reads no others
--   -lines:<name>     the keys of a line by their last use
--   -scope:<scope>    a hash with a field for each family of the scope, for clear
--   -counts:<milliseconds>:<end>  a hash with what each name has in a window, until the end of the window
-- A scope also has what its limits need:
--   -order:<family>   the keys that expire, in the order of writing: the number of the write * span + bytes
--                     (the size is kept because the value may be gone when it has to be subtracted)
--   -scope:<scope>    the bytes of what expires in the field of each family, the bytes of what stays in
--                     "staying", and how much was written in "written"
local span = 131072
local function scopeOf(key) return string.match(key, '^[^/:]*:') or '' end
local function familyOf(key) return string.match(key, '^[^/]*/') or scopeOf(key) end
local function lineOf(text) return text and string.match(text, '^line ([^\n]*)\n') end
local function valueKey(key) return 'practice-tenant:' .. key end
local function indexKey(family) return 'practice-tenant-index:' .. family end
local function orderKey(family) return 'practice-tenant-order:' .. family end
local function lineKey(name) return 'practice-tenant-lines:' .. name end
local function scopeKey(scope) return 'practice-tenant-scope:' .. scope end
local function microseconds()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end
-- Subtracts what an entry counts for.
local function discount(key, text)
  local scope, family = scopeOf(key), familyOf(key)
  if scope == '' then return end
  local written = redis.call('ZSCORE', orderKey(family), key)
  if written then
    redis.call('ZREM', orderKey(family), key)
    redis.call('HINCRBY', scopeKey(scope), family, -(written % span))
  elseif text then
    redis.call('HINCRBY', scopeKey(scope), 'staying', -#text)
  end
end
local function forget(key)
  local text = redis.call('GET', valueKey(key))
  local line = lineOf(text)
  -- First, because Redis always lets it pass, and without memory refuses to begin with a sum.
  redis.call('DEL', valueKey(key))
  discount(key, text)
  redis.call('ZREM', indexKey(familyOf(key)), key)
  if line then redis.call('ZREM', lineKey(line), key) end
  return line
end
