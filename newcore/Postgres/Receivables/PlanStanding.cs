using Strangler.Core.Identity;

namespace Strangler.Postgres.Receivables;

/// <summary>How a payment plan stands.</summary>
/// <param name="State">active, done, broken, cancelled.</param>
/// <param name="Paid">Of its total: what went to the documents that it splits.</param>
/// <param name="NextDue">Of the oldest instalment not wholly paid; null: all are.</param>
public sealed record PlanStanding(
    ContractNumber Contract, string Reference, string State, Money Total, Money Paid, int Instalments,
    DateOnly? NextDue);
