using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>An invoice on which something is owed.</summary>
/// <param name="Owed">Pesos.</param>
/// <param name="State">2 pending, 4 overdue.</param>
internal sealed record UnpaidInvoice(Invoice Invoice, decimal Owed, bool IsNewestCycle, short State)
{
    public string StateName => State == InvoiceStanding.Overdue ? "VENCIDA" : "PENDIENTE";
}
