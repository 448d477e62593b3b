namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Until when a payment's document is to be stamped: the 5th of the month after the payment.</summary>
public static class ComplementDue
{
    private const int Day = 5;

    public static DateOnly Of(DateOnly paid) => new DateOnly(paid.Year, paid.Month, Day).AddMonths(1);
}
