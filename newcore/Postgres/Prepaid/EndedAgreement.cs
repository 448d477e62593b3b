using Strangler.Core.Identity;

namespace Strangler.Postgres.Prepaid;

/// <summary>What an agreement leaves behind.</summary>
/// <param name="Until">The last day that its segments charge.</param>
/// <param name="Credit">The customer's, for the next bill or given back.</param>
/// <param name="Debt">Charged and not covered.</param>
/// <param name="Document">Of the debt: <c>2026-03/7.1</c>; null where there is none.</param>
/// <param name="Refund">The reference of what is given back; null: nothing is.</param>
internal sealed record EndedAgreement(
    ContractNumber Contract, DateOnly Until, Money Credit, Money Debt, string? Document, string? Refund);
