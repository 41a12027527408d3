/** Template messages and subscription notices of WeChat official accounts (微信公众号). */
@NullMarked
package io.entrepot.connector.officialaccount;

import org.jspecify.annotations.NullMarked;
