namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of cliente with its persona.</summary>
/// <param name="ClientType">F a person, J a company.</param>
internal sealed record Holder(
    int Client, int Person, string Name, string Surname, string TaxId, bool Pensioner, char ClientType, string CfdiUse,
    string TaxRegime, string PostalCode)
{
    /// <summary>Null in an extract, which keeps one surname.</summary>
    public string? SecondSurname { get; init; }

    /// <summary>As recorded: surname first. Who has none is a company.</summary>
    public string FullName => Surname.Length == 0 ? Name
        : SecondSurname is null ? $"{Surname}, {Name}"
        : $"{Surname} {SecondSurname}, {Name}";
}
