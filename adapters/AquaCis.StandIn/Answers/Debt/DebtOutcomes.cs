namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>What the debt service refuses in band, besides a contract that is not found; the codes are ours.</summary>
internal static class DebtOutcomes
{
    public static readonly Outcome NothingOwed = new(-510, "Sin deuda pendiente");
    public static readonly Outcome UnknownReference = new(-511, "Referencia de pago no valida");
    public static readonly Outcome CancelledReference = new(-512, "Referencia de pago cancelada");
    public static readonly Outcome WrongAmount = new(-513, "Importe no valido");
    public static readonly Outcome UnknownIdentifier = new(-514, "Tipo de identificador no soportado");
}
