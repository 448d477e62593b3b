using Strangler.Core.Identity;
using Strangler.Core.Prepaid;

namespace Strangler.Postgres.Prepaid;

/// <summary>A prepaid agreement to be made.</summary>
/// <param name="Plan">A plan's code; its prices with taxes, and the discount for prepaying, are in it.</param>
/// <param name="Since">The first of a month: the month before is billed as ever.</param>
/// <param name="TimeZone">Of the contract's clocks, for friendly hours.</param>
/// <param name="Autopay">Whether funds asked for are debited by the contract's mandate.</param>
public sealed record NewAgreement(
    ContractNumber Contract, string Plan, DateOnly Since, CreditTerms Terms, FundsPolicy Funds, string TimeZone,
    bool Autopay, NoticeChannel Channel);
