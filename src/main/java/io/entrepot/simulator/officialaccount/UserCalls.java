package io.entrepot.simulator.officialaccount;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.Sent;
import java.util.List;

/** The two calls that tell who follows the account. Neither says {@code errcode} when all is well. */
final class UserCalls {

    private static final int MOST = 100;

    private final Users users;
    private volatile int pageSize = 10_000;

    UserCalls(Users users) {
        this.users = users;
    }

    void pagesOf(int size) {
        pageSize = size;
    }

    /** The followers after that one, or the first; the last page has none, and names nobody to go on from. */
    ObjectNode list(String after) {
        List<String> page = users.followersAfter(after, pageSize);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("total", users.followers())
                .put("count", page.size());
        if (!page.isEmpty()) {
            ArrayNode openIds = answer.putObject("data").putArray("openid");
            page.forEach(openIds::add);
        }
        return answer.put("next_openid", page.isEmpty() ? "" : page.get(page.size() - 1));
    }

    /** What the account may know of some. Of who does not follow, nothing. */
    ObjectNode describe(Sent given) {
        List<Sent> asked = given.list("user_list");
        if (asked.isEmpty() || asked.size() > MOST) {
            throw new AccountError(40032, "invalid openid list size");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode all = answer.putArray("user_info_list");
        for (Sent user : asked) {
            String openId = user.text("openid");
            ObjectNode one = all.addObject();
            if (!users.isFollowing(openId)) {
                one.put("subscribe", 0).put("openid", openId);
                continue;
            }
            one.put("subscribe", 1)
                    .put("openid", openId)
                    .put("nickname", "")
                    .put("language", user.textOr("lang", "zh_CN"))
                    .put("subscribe_time", 1_434_093_047)
                    .put("remark", "")
                    .put("groupid", 0);
            String unionId = users.unionIdOf(openId);
            if (!unionId.isEmpty()) {
                one.put("unionid", unionId);
            }
        }
        return answer;
    }
}
