/** Template messages and subscription notices of WeChat official accounts (微信公众号): to the team, and to the buyers of another storefront's orders. */
@NullMarked
package io.entrepot.connector.officialaccount;

import org.jspecify.annotations.NullMarked;
