// In the download this is the protected API's file.
require('../protected-api/check-node.cjs');
