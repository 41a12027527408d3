'use strict';

// A whole Vendure server on loopback for tests: `node shop.js DATA_FOLDER [PORT] [CURRENCY]`. It makes a small shop in the
// folder when there is none, prints one line of JSON when it serves, and ends when its standard input does.

process.env.VENDURE_DISABLE_TELEMETRY = 'true';

const fs = require('node:fs');
const path = require('node:path');
const { bootstrap, ChannelService, LanguageCode, dummyPaymentHandler, RequestContextService } = require('@vendure/core');
const { populateInitialData } = require('@vendure/core/cli');

const [folder, port = '0', currency = 'CNY'] = process.argv.slice(2);
const database = path.join(folder, 'shop.sqlite');
const whole = path.join(folder, 'shop-is-whole');
const superadmin = { identifier: 'superadmin', password: 'superadmin-of-a-test' };

const log = {
  error: message => console.error(message),
  warn: message => console.error(message),
  info: () => {},
  verbose: () => {},
  debug: () => {},
};

const config = {
  apiOptions: {
    hostname: '127.0.0.1',
    port: Number(port),
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
  },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: superadmin,
    requireVerification: false,
  },
  dbConnectionOptions: {
    type: 'better-sqlite3',
    database,
    synchronize: !fs.existsSync(whole),
    migrations: [],
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: log,
};

const initialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Asia',
  countries: [
    { name: 'China', code: 'CN', zone: 'Asia' },
    { name: 'Singapore', code: 'SG', zone: 'Asia' },
  ],
  taxRates: [{ name: 'Standard Tax', percentage: 13 }],
  shippingMethods: [{ name: 'Courier', price: 800, taxRate: 0 }],
  paymentMethods: [payment('pay-at-once', 'true'), payment('pay-later', 'false')],
  collections: [],
};

function payment(name, automaticSettle) {
  return { name, handler: { code: dummyPaymentHandler.code, arguments: [{ name: 'automaticSettle', value: automaticSettle }] } };
}

async function furnish(app) {
  await populateInitialData(app, initialData);
  const ctx = await app.get(RequestContextService).create({ apiType: 'admin' });
  const channels = app.get(ChannelService);
  const { id } = await channels.getDefaultChannel(ctx);
  await channels.update(ctx, {
    id,
    availableCurrencyCodes: [currency],
    defaultCurrencyCode: currency,
    pricesIncludeTax: true,
  });
}

async function main() {
  const fresh = !fs.existsSync(whole);
  if (fresh) {
    fs.rmSync(database, { force: true });
    fs.mkdirSync(folder, { recursive: true });
  }
  const app = await bootstrap(config);
  if (fresh) {
    await furnish(app);
    fs.writeFileSync(whole, '');
  }
  const base = `http://127.0.0.1:${app.getHttpServer().address().port}`;
  console.log(JSON.stringify({
    base,
    admin: `${base}/admin-api`,
    shop: `${base}/shop-api`,
    username: superadmin.identifier,
    password: superadmin.password,
  }));
}

process.stdin.on('end', () => process.exit(0)).resume();
main().catch(failure => {
  console.error(failure);
  process.exit(1);
});
