namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of factura.</summary>
/// <param name="Tax">Part of <paramref name="Amount"/>.</param>
/// <param name="Period">1 to 12.</param>
internal sealed record Invoice(
    int Id, string Number, int Contract, short ServiceArea, short Year, byte Period, DateOnly Issued, DateOnly Due,
    decimal Amount, decimal Tax);
