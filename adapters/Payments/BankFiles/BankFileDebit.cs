using Strangler.Core.Payments.Providers;

namespace Strangler.Payments.BankFiles;

/// <summary>Direct debits by fixed-width files with one bank.</summary>
internal sealed class BankFileDebit(string provider, string issuer, BankFileLayout layout) : IDirectDebit
{
    public string Provider => provider;

    public byte[] Write(DebitBatch batch) => BankFileWriter.Write(batch, issuer, layout);

    public DebitReturns Read(ReadOnlyMemory<byte> file) => new BankFileReader(provider, issuer, layout).Read(file);
}
