// One call of TOP: node call.js URL KEY SECRET METHOD PARAMETERS. Prints what the client handed over, as {ok} or {error}.
const TopClient = require('node-taobao-topclient').default;

const [url, appkey, appsecret, method, parameters] = process.argv.slice(2);
const end = (answer) => process.stdout.write(JSON.stringify(answer), () => process.exit(0));

setTimeout(() => process.exit(4), 20000).unref();
new TopClient({ appkey, appsecret, REST_URL: url })
  .execute(method, JSON.parse(parameters))
  .then((ok) => end({ ok }), (error) => end({ error: (error && error.data) || String(error) }));
