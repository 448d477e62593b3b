namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of cliente with its persona.</summary>
/// <param name="ClientType">F a person, J a company.</param>
internal sealed record Holder(
    int Client, int Person, string Name, string Surname, string TaxId, bool Pensioner, char ClientType, string CfdiUse,
    string TaxRegime, string PostalCode)
{
    /// <summary>As recorded: surname first.</summary>
    public string FullName => $"{Surname}, {Name}";
}
