console.log('strata');
