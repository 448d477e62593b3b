using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>The work orders made since the stand-in started, numbered 1, 2, 3 and so on.</summary>
internal sealed class WorkOrders(Changes changes)
{
    /// <summary>No more orders of one contract are listed; older ones are still found by number.</summary>
    public const int PerContractLimit = 100;

    private const string Order = "work-order";
    private const string OrdersOf = "work-orders-of";

    private readonly Lock _writing = new();

    public WorkOrder Create(Func<int, WorkOrder> draft)
    {
        WorkOrder order = draft(changes.NextNumber());
        lock (_writing)
        {
            changes.SetRecord(Order, order.Number, order);
            if (order.Contract is { } contract)
            {
                List<int> numbers = changes.FindRecord<List<int>>(OrdersOf, contract) ?? [];
                changes.SetRecord(OrdersOf, contract, numbers.Prepend(order.Number).Take(PerContractLimit).ToList());
            }
        }

        return order;
    }

    public WorkOrder? Find(int? number) => number is { } known ? changes.FindRecord<WorkOrder>(Order, known) : null;

    /// <summary>By its code, <c>O0000001</c> or plain; the first that names an order is taken.</summary>
    public WorkOrder? Find(params ReadOnlySpan<string?> codes)
    {
        foreach (string? code in codes)
        {
            if (Find(WorkOrder.NumberOf(code)) is { } order)
            {
                return order;
            }
        }

        return null;
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<WorkOrder> Of(Contract contract) =>
        (changes.FindRecord<List<int>>(OrdersOf, contract.Number) ?? [])
            .Select(number => Find(number)).OfType<WorkOrder>();

    /// <summary>Writes on an order; false where there is none of that number.</summary>
    public bool Change(int? number, Func<WorkOrder, WorkOrder> change)
    {
        lock (_writing)
        {
            if (Find(number) is not { } order)
            {
                return false;
            }

            changes.SetRecord(Order, order.Number, change(order));
            return true;
        }
    }
}
