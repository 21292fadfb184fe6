using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0106: plugins with dependencies of their own are loaded into contexts of their own. A design to think about, so it is said once for a
/// type.</summary>
internal static class IsolationOfAssemblies
{
    private static readonly Words LoadWords = new("LoadFrom", "LoadFile", "UnsafeLoadFrom");

    /// <summary>Who makes a domain of their own for them keeps them apart already.</summary>
    private static readonly Words DomainWords = new("CreateDomain");

    public static void Check(PluginModel model, ConventionContext context)
    {
        if (model.Role != PluginRoles.Loader || model.Evidence.Mark is not null || model.Type.Words.HasAny(DomainWords)
            || model.Type.Project.Known[Reflection.AssemblyLoadContext] is null) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(LoadWords)) continue;
            foreach (var operation in body.Operations)
            {
                if (!LoadWords.Contains(Name(operation)) || !Reflection.IsAcquisition(operation) || NamedAssembly.IsLoaded(operation, body)
                    || IsDependency(operation, body)) continue;
                context.Report(PluginRules.IsolationOfAssemblies, operation.Syntax.GetLocation(), body.DisplayName, Name(operation));
                return;
            }
        }
    }

    /// <summary>True for what an assembly that is there already refers to: it is shared, and no plugin.</summary>
    private static bool IsDependency(IOperation load, Body body) =>
        body.Words.Has("GetReferencedAssemblies") && load.Ancestors().OfType<IForEachLoopOperation>()
        .Any(loop => (loop.Collection.Plain() is ILocalReferenceOperation { Local: var local } ? body.DeclaredValue(local) : loop.Collection)?
            .Contains(part => part is IInvocationOperation { TargetMethod.Name: "GetReferencedAssemblies" }) is true);

    private static string Name(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => invocation.TargetMethod.Name,
        IMethodReferenceOperation reference => reference.Method.Name,
        _ => "",
    };
}
