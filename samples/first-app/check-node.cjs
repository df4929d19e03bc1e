// In the download, this is the web app's file.
require('../web-app/check-node.cjs');
