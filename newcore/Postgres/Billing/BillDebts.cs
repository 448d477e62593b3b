using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>What a contract owes, counted in ways that somebody may count it; the first is right.</summary>
/// <param name="Overdue">Due before the bill date, less what was paid before it.</param>
/// <param name="EverDue">Due before the bill date, paid or not.</param>
/// <param name="Open">Unpaid on the bill date, due or not.</param>
/// <param name="StillOverdue">Due before the bill date and not paid to this day.</param>
public readonly record struct BillDebts(Money Overdue, Money EverDue, Money Open, Money StillOverdue);
