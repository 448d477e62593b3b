namespace Strangler.AquaCis.Translation.Payments;

/// <summary>What payments are refused for in band; the codes are those of the stand-in, until AquaCIS's are known.
/// </summary>
internal static class PaymentResults
{
    public static readonly WireResult NothingOwed = new(-510, "Sin deuda pendiente");
    public static readonly WireResult UnknownReference = new(-511, "Referencia de pago no valida");
    public static readonly WireResult CancelledReference = new(-512, "Referencia de pago cancelada");
    public static readonly WireResult WrongAmount = new(-513, "Importe no valido");
}
