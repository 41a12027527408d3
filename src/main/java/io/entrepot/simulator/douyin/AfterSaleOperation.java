package io.entrepot.simulator.douyin;

import io.entrepot.simulator.douyin.AfterSales.Wish;
import java.util.Set;

/** What a seller may do with a request, by the platform's number; after a refusal the seller may still agree. */
enum AfterSaleOperation {
    AGREE_RETURN(101, Wish.RETURN, 7, Set.of(6, 27)),
    REFUSE_RETURN(102, Wish.RETURN, 27, Set.of(6)),
    PAY_FOR_RETURNED(111, Wish.RETURN, 12, Set.of(7, 11, 29)),
    REFUSE_RETURNED(112, Wish.RETURN, 29, Set.of(11)),
    PAY(201, Wish.REFUND, 12, Set.of(6, 27)),
    REFUSE_TO_PAY(202, Wish.REFUND, 27, Set.of(6)),
    AGREE_EXCHANGE(301, Wish.EXCHANGE, 7, Set.of(6, 27)),
    REFUSE_EXCHANGE(302, Wish.EXCHANGE, 27, Set.of(6)),
    PAY_BEFORE_SHIPMENT(401, Wish.BEFORE_SHIPMENT, 12, Set.of(6));

    final int next;
    private final int number;
    private final Wish wish;
    private final Set<Integer> from;

    AfterSaleOperation(int number, Wish wish, int next, Set<Integer> from) {
        this.number = number;
        this.wish = wish;
        this.next = next;
        this.from = from;
    }

    static AfterSaleOperation of(long number) {
        for (AfterSaleOperation operation : values()) {
            if (operation.number == number) {
                return operation;
            }
        }
        throw DouyinError.business(11_001, "11001:暂不支持通过OPEN处理，请登录抖店后台人工审核售后单。如有疑问，请联系平台客服。");
    }

    boolean fits(AfterSale request) {
        return request.wish == wish && from.contains(request.status);
    }

    boolean refuses() {
        return number % 10 == 2;
    }

    boolean wantsAddress() {
        return this == AGREE_RETURN || this == AGREE_EXCHANGE;
    }
}
