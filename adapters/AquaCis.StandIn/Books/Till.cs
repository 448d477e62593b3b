using Strangler.AquaCis.StandIn.Storage;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>Payments taken since the stand-in started: oldest debt first, each ticket once, one at a time.</summary>
internal sealed class Till(InvoiceShelf invoices, int lastPaymentId)
{
    /// <summary>Payments kept; after that one more is refused by an exception, which becomes a fault.</summary>
    public const int Limit = 200_000;

    /// <summary>Characters of a ticket; a longer one is refused the same way.</summary>
    public const int TicketLimit = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<Payment>> _byInvoice = [];
    private readonly HashSet<(int Contract, string Ticket)> _tickets = [];
    private readonly Dictionary<int, long> _credits = [];
    private int _taken;

    /// <summary>Those taken on an invoice, oldest first.</summary>
    public IReadOnlyList<Payment> On(int invoice)
    {
        lock (_lock)
        {
            return _byInvoice.TryGetValue(invoice, out List<Payment>? taken) ? [.. taken] : [];
        }
    }

    /// <summary>Pesos paid beyond the debt of a contract.</summary>
    public decimal CreditOf(int contract)
    {
        lock (_lock)
        {
            return Centavos.ToPesos(_credits.GetValueOrDefault(contract));
        }
    }

    /// <summary>False when nothing is owed; true, and nothing posted, for a ticket already taken.</summary>
    /// <param name="contract">Its number.</param>
    /// <param name="oldestFirst">Rows of the contract's invoices.</param>
    /// <param name="pattern">What every payment of this order has in common; amount and invoice are filled in.</param>
    /// <param name="centavos">Null pays everything; what is beyond the debt is kept as credit.</param>
    /// <param name="ticket">Names the order; empty for one that has no name.</param>
    public bool Take(int contract, IReadOnlyList<int> oldestFirst, Payment pattern, long? centavos, string? ticket)
    {
        if (ticket?.Length > TicketLimit)
        {
            throw new InvalidOperationException($"A ticket has at most {TicketLimit} characters.");
        }

        lock (_lock)
        {
            if (!string.IsNullOrEmpty(ticket) && _tickets.Contains((contract, ticket)))
            {
                return true;
            }

            if (_taken + oldestFirst.Count > Limit)
            {
                throw new InvalidOperationException("The stand-in keeps no more payments; restart it.");
            }

            long left = centavos ?? long.MaxValue;
            bool posted = false;
            foreach (int row in oldestFirst)
            {
                long part = Math.Min(left, invoices.OwedOn(row));
                if (part > 0)
                {
                    Post(row, pattern with { Amount = Centavos.ToPesos(part) }, part);
                    left -= part;
                    posted = true;
                }
            }

            Remember(contract, posted, centavos is null ? 0 : left, ticket);
            return posted;
        }
    }

    private void Post(int row, Payment payment, long centavos)
    {
        int invoice = invoices.IdOf(row);
        if (!_byInvoice.TryGetValue(invoice, out List<Payment>? taken))
        {
            _byInvoice.Add(invoice, taken = []);
        }

        taken.Add(payment with { Id = lastPaymentId + ++_taken, Invoice = invoice });
        invoices.Settle(row, centavos);
    }

    private void Remember(int contract, bool posted, long beyond, string? ticket)
    {
        if (!posted)
        {
            return;
        }

        if (!string.IsNullOrEmpty(ticket))
        {
            _tickets.Add((contract, ticket));
        }

        if (beyond > 0)
        {
            _credits[contract] = _credits.GetValueOrDefault(contract) + beyond;
        }
    }
}
