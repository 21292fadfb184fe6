using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0404: neither the writer nor the reader computes anything over a record's bytes. A name that may stand for a checksum keeps the rule
/// silent.</summary>
internal static class RecordChecksum
{
    private static readonly string[] Hints = ["crc", "checksum", "hash", "digest", "sha1", "sha2", "md5", "adler", "fletcher", "hmac", "parity", "signature"];

    private static readonly string[] Unrelated = ["GetHashCode", "HashCode", "HashSet"];

    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Log is not { } log || Framing.Of(log).Checksum) return;
        var types = log.Type.SelfAndSourceBases.Concat(RecordTypes.Of(log).Select(record => log.Type.Project.Of((INamedTypeSymbol)record)).OfType<TypeFacts>());
        if (types.Any(HintsAtChecksum) || MayBeGivenChecksum(log)) return;
        var write = log.AppendPath.SelectMany(code => code.Writes).FirstOrDefault(write => write.Source.Origin != StreamOrigin.Created);
        if (write.Site is not null) context.Report(WriteAheadLogRules.RecordChecksum, write.Site.Syntax.GetLocation(), log.Type.Symbol.Name);
    }

    /// <summary>What makes the bytes is handed in, and one of those that can be, which the project has, computes something over them.</summary>
    private static bool MayBeGivenChecksum(LogFacts log)
    {
        var given = log.Type.AllSlots.Where(slot => slot.Type is { TypeKind: TypeKind.Interface } or { IsAbstract: true, TypeKind: TypeKind.Class }
            && !StreamSource.IsStream(slot.Type, log.Type.Project.Known)).Select(slot => slot.Type).OfType<INamedTypeSymbol>().ToList();
        return given.Count > 0 && log.Type.Project.Declared.Any(type => given.Any(contract => type.Symbol.Is(contract)) && HintsAtChecksum(type));
    }

    private static bool HintsAtChecksum(TypeFacts type) => type.Symbol.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax().DescendantTokens())
        .Any(token => Array.IndexOf(Unrelated, token.ValueText) < 0
            && Hints.Any(hint => token.ValueText.IndexOf(hint, StringComparison.OrdinalIgnoreCase) >= 0));
}
